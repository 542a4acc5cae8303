package io.kaldrix.monitor.core.template.value;

import io.kaldrix.monitor.api.template.TemplateObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A number that is printed by its name: a month or a weekday. */
record Named(String name, long number) implements TemplateObject {

  @Override
  public boolean has(String member) {
    return member.equals("String");
  }

  @Override
  public Object member(String member, List<@Nullable Object> arguments) {
    return name;
  }

  @Override
  public Object plain() {
    return number;
  }

  @Override
  public String toString() {
    return name;
  }
}
