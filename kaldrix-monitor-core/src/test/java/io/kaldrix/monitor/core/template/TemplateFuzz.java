package io.kaldrix.monitor.core.template;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.template.TemplateException;
import io.kaldrix.monitor.core.fuzz.FuzzTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Templates: compiled, and filled with a value of each kind. */
public final class TemplateFuzz {

  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  private static final Map<String, Object> DATA =
      Map.of(
          "a",
          "text é",
          "b",
          0.5,
          "c",
          7,
          "d",
          List.of("x", 1, true, List.of()),
          "e",
          Map.of("f", Map.of("g", -1.5)),
          "l",
          Labels.of("alertname", "x", "job", "y"),
          "t",
          AT,
          "w",
          Duration.ofSeconds(90));

  private TemplateFuzz() {}

  /** Returns how templates are tried. */
  public static List<FuzzTarget> targets() {
    List<String> seeds =
        List.of(
            "plain",
            "{{ .a }} {{ .b | printf \"%.2f\" }} {{ .c }}",
            "{{ range $i, $x := .d }}{{ $i }}={{ $x }}{{ else }}none{{ end }}",
            "{{ if and .a (gt .c 3) }}yes{{ else if .b }}maybe{{ else }}no{{ end }}",
            "{{ with .e.f.g }}{{ . }}{{ end }}{{- /* remark */ -}} x",
            "{{ define \"t\" }}<{{ . }}>{{ end }}{{ template \"t\" .a }}",
            "{{ block \"b\" .l }}{{ .alertname }}{{ end }}",
            "{{ $x := 1 }}{{ range 3 }}{{ $x = print $x $x }}{{ end }}{{ $x }}",
            "{{ .t.Format \"2006-01-02\" }} {{ .w }} {{ .l.SortedPairs }}",
            "{{ toUpper .a | title | safeHtml }}",
            "{{ reReplaceAll \"(x)(y)*\" \"$1\" \"xyz\" }} {{ match \"a+\" \"aa\" }}",
            "{{ index .d 0 }} {{ slice .a 1 2 }} {{ len .d }} {{ html \"<\" }} {{ js .a }}",
            "{{ printf \"%v %d %5.2f %[1]q %t %x\" .a .c .b }}");
    List<String> words =
        List.of(
            "{{ ",
            " }}",
            "{{- ",
            " -}}",
            "{{ if 1 }}",
            "{{ end }}",
            "{{ else }}",
            "{{ range .d }}",
            "{{ range 1000 }}",
            "{{ with .e }}",
            "{{ define \"x\" }}",
            "{{ template \"x\" . }}",
            "{{ break }}",
            "{{ continue }}",
            "(",
            ")",
            " | ",
            " := ",
            " = ",
            "$",
            "$x",
            ".",
            ".a",
            ".b",
            ".c",
            ".d",
            ".e",
            ".l",
            ".t",
            ".w",
            " 1 ",
            " -2 ",
            " 0.5 ",
            "\"%999d\"",
            "\"%v %[2]*q\"",
            "`r`",
            "'c'",
            "printf ",
            "print ",
            "len ",
            "index ",
            "slice ",
            "eq ",
            "and ",
            "not ",
            "html ",
            "js ",
            "urlquery ",
            "title ",
            "join ",
            "match ",
            "reReplaceAll ",
            "toJson ",
            "list ",
            "dict ",
            "append ",
            "\"(a?){900}\"",
            "/* c */",
            "nil",
            "true",
            "é",
            "date ",
            "since ",
            "stringSlice ",
            "humanizeDuration ");
    return List.of(FuzzTarget.ofText("template", seeds, words, TemplateFuzz::read));
  }

  private static String read(String text) {
    try {
      new GoTemplates().compile("fuzz", text).fill(DATA, AT);
      return "";
    } catch (TemplateException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
