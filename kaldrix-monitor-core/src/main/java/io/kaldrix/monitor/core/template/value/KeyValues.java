package io.kaldrix.monitor.core.template.value;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.template.TemplateObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Names and their values: a map with Alertmanager's methods, the alert's name first of all. */
public record KeyValues(Map<String, String> plain) implements TemplateObject {

  static KeyValues of(Labels labels) {
    return of(labels.asMap());
  }

  /** Returns the names and values of a map. */
  public static KeyValues of(Map<String, String> values) {
    return new KeyValues(new TreeMap<>(values));
  }

  @Override
  public boolean has(String member) {
    return switch (member) {
      case "SortedPairs", "Names", "Values", "Remove", "String" -> true;
      default -> false;
    };
  }

  @Override
  public Object member(String member, List<@Nullable Object> arguments) {
    if (member.equals("Remove")) {
      if (arguments.size() == 1 && Values.plain(arguments.get(0)) instanceof Collection<?> names) {
        Map<String, String> left = new TreeMap<>(plain);
        left.keySet().removeAll(names.stream().map(String::valueOf).toList());
        return new KeyValues(left);
      }
      throw new IllegalArgumentException("want one list of names");
    }
    if (!arguments.isEmpty()) {
      throw new IllegalArgumentException("want no arguments");
    }
    return switch (member) {
      case "Names" -> pairs().names();
      case "Values" -> pairs().values();
      case "SortedPairs" -> pairs();
      default -> toString();
    };
  }

  private Pairs pairs() {
    List<Pair> pairs = new ArrayList<>();
    String first = plain.get(Alert.NAME_LABEL);
    if (first != null) {
      pairs.add(new Pair(Alert.NAME_LABEL, first));
    }
    plain.forEach(
        (name, value) -> {
          if (!name.equals(Alert.NAME_LABEL)) {
            pairs.add(new Pair(name, value));
          }
        });
    return new Pairs(pairs);
  }

  @Override
  public String toString() {
    return pairs().toString();
  }

  /** A name and its value. */
  private record Pair(String name, String value) implements TemplateObject {
    @Override
    public boolean has(String member) {
      return member.equals("Name") || member.equals("Value");
    }

    @Override
    public Object member(String member, List<@Nullable Object> arguments) {
      return member.equals("Name") ? name : value;
    }

    @Override
    public Object plain() {
      return Map.of("Name", name, "Value", value);
    }

    @Override
    public String toString() {
      return "{" + name + " " + value + "}";
    }
  }

  private record Pairs(List<Pair> plain) implements TemplateObject {
    List<String> names() {
      return plain.stream().map(Pair::name).toList();
    }

    List<String> values() {
      return plain.stream().map(Pair::value).toList();
    }

    @Override
    public boolean has(String member) {
      return switch (member) {
        case "Names", "Values", "String" -> true;
        default -> false;
      };
    }

    @Override
    public Object member(String member, List<@Nullable Object> arguments) {
      return switch (member) {
        case "Names" -> names();
        case "Values" -> values();
        default -> toString();
      };
    }

    @Override
    public String toString() {
      return String.join(
          ", ", plain.stream().map(pair -> pair.name() + "=" + pair.value()).toList());
    }
  }
}
