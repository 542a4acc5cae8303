package io.kaldrix.monitor.core.template.function;

import io.kaldrix.monitor.core.template.syntax.Arity;
import io.kaldrix.monitor.core.template.value.AnyMap;
import io.kaldrix.monitor.core.template.value.DurationValue;
import io.kaldrix.monitor.core.template.value.Elements;
import io.kaldrix.monitor.core.template.value.Escapes;
import io.kaldrix.monitor.core.template.value.JsonText;
import io.kaldrix.monitor.core.template.value.SafeText;
import io.kaldrix.monitor.core.template.value.TimeLayout;
import io.kaldrix.monitor.core.template.value.TimeValue;
import io.kaldrix.monitor.core.template.value.Values;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions that Alertmanager adds to the language, for notifications.
 *
 * <p>Source: the reference of notification templates in Alertmanager's documentation.
 */
public final class AlertmanagerFunctions {

  /** All of them. */
  public static final FunctionSet ALL =
      Texts.addTo(Builtins.ALL.toBuilder())
          .add("title", 1, call -> Texts.titleOnly(call.text(0)))
          .add("trimSpace", 1, call -> call.text(0).strip())
          .add("join", 2, AlertmanagerFunctions::join)
          .add("stringSlice", 0, Arity.MANY, AlertmanagerFunctions::texts)
          .add("list", 0, Arity.MANY, call -> new ArrayList<>(call.arguments()))
          .add("append", 1, Arity.MANY, AlertmanagerFunctions::appended)
          .add("dict", 0, Arity.MANY, AlertmanagerFunctions::dictionary)
          .add("safeHtml", 1, call -> new SafeText(call.text(0)))
          .add("safeUrl", 1, call -> new SafeText(call.text(0)))
          .add("urlUnescape", 1, call -> Escapes.unescapedQuery(call.text(0)))
          .add("toJson", 1, call -> JsonText.of(call.argument(0), call.budget()))
          .add("base64encode", 1, call -> encoded(call.text(0)))
          .add("base64decode", 1, call -> decoded(call.text(0)))
          .add("date", 2, call -> TimeLayout.format(call.text(0), time(call, 1).time()))
          .add("tz", 2, AlertmanagerFunctions::inZone)
          .add("since", 1, AlertmanagerFunctions::since)
          .add("toDate", 2, AlertmanagerFunctions::dateOrZero)
          .add("mustToDate", 2, AlertmanagerFunctions::date)
          .add("routeLabels", 1, AlertmanagerFunctions::routeLabel)
          .build();

  private AlertmanagerFunctions() {}

  private static String join(Invocation call) {
    List<String> texts = new ArrayList<>();
    long length = 0;
    for (Object element : call.list(1)) {
      if (!(Values.plain(Values.of(element)) instanceof String text)) {
        throw new IllegalArgumentException("wrong type for value; expected a list of strings");
      }
      length += text.length() + call.text(0).length();
      call.budget().characters(length);
      texts.add(text);
    }
    return call.budget().text(String.join(call.text(0), texts));
  }

  private static List<String> texts(Invocation call) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      texts.add(call.text(i));
    }
    return texts;
  }

  private static List<@Nullable Object> appended(Invocation call) {
    List<@Nullable Object> longer = new ArrayList<>(call.list(0));
    longer.addAll(call.arguments().subList(1, call.arguments().size()));
    call.budget().spend(longer.size());
    return longer;
  }

  private static AnyMap dictionary(Invocation call) {
    if (call.arguments().size() % 2 != 0) {
      throw new IllegalArgumentException("want pairs of a key and a value");
    }
    Map<String, @Nullable Object> entries = new HashMap<>();
    for (int i = 0; i < call.arguments().size(); i += 2) {
      entries.put(call.text(i), call.argument(i + 1));
    }
    return new AnyMap(entries);
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }

  private static TimeValue time(Invocation call, int index) {
    return call.of(TimeValue.class, index, "time.Time");
  }

  private static TimeValue inZone(Invocation call) {
    try {
      ZoneId zone = ZoneId.of(call.text(0).isEmpty() ? "UTC" : call.text(0));
      return new TimeValue(time(call, 1).time().withZoneSameInstant(zone));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("unknown time zone " + call.text(0), e);
    }
  }

  private static DurationValue since(Invocation call) {
    return DurationValue.of(
        Duration.between(time(call, 0).time().toInstant(), call.surroundings().at()));
  }

  private static TimeValue date(Invocation call) {
    return new TimeValue(TimeLayout.parse(call.text(0), call.text(1)));
  }

  private static TimeValue dateOrZero(Invocation call) {
    String layout = call.text(0);
    String text = call.text(1);
    try {
      return new TimeValue(TimeLayout.parse(layout, text));
    } catch (IllegalArgumentException e) {
      return TimeValue.ZERO;
    }
  }

  /** A route's label may itself be a template, and name further labels of the route. */
  private static String routeLabel(Invocation call) {
    Object data = Values.plain(call.surroundings().data());
    Object labels =
        data instanceof Map<?, ?> map ? Values.plain(Values.of(map.get("RouteLabels"))) : null;
    Object text = labels instanceof Map<?, ?> map ? Elements.entry(map, call.text(0)) : null;
    return text instanceof String template ? call.surroundings().expand(template) : "";
  }
}
