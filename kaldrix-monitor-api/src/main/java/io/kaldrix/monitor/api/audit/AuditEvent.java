package io.kaldrix.monitor.api.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that somebody or something did.
 *
 * @param at when
 * @param actor who, such as {@code user:ada} or {@code system:rules}
 * @param action what, dotted, the subject first, such as {@code finding.changed}
 * @param resource to what, such as a check's id or an alert's labels
 * @param outcome how it ended
 * @param region where, or empty
 * @param correlationId what ties it to other events, or empty
 * @param details anything more, no secrets
 */
public record AuditEvent(
    Instant at,
    String actor,
    String action,
    String resource,
    Outcome outcome,
    String region,
    String correlationId,
    Map<String, String> details) {

  /** How an action ended. */
  public enum Outcome {
    /** It was done. */
    SUCCESS,
    /** It was tried and failed. */
    FAILURE,
    /** It was not allowed. */
    DENIED
  }

  /** Creates an event. */
  public AuditEvent {
    require("actor", actor);
    require("action", action);
    require("resource", resource);
    details = Collections.unmodifiableMap(new TreeMap<>(details));
  }

  private static void require(String field, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("audit event has no " + field);
    }
  }

  /** Begins an event from what every caller has. */
  public static Builder of(Instant at, String actor, String action, String resource) {
    return new Builder(at, actor, action, resource);
  }

  /** Gathers the parts of an event. For one thread. */
  public static final class Builder {
    private final Instant at;
    private final String actor;
    private final String action;
    private final String resource;
    private String region = "";
    private String correlationId = "";
    private final Map<String, String> details = new TreeMap<>();

    private Builder(Instant at, String actor, String action, String resource) {
      this.at = at;
      this.actor = actor;
      this.action = action;
      this.resource = resource;
    }

    /** Says where. */
    public Builder region(String name) {
      region = name;
      return this;
    }

    /** Ties the event to others. */
    public Builder correlationId(String id) {
      correlationId = id;
      return this;
    }

    /** Adds a detail. */
    public Builder detail(String name, String value) {
      details.put(name, value);
      return this;
    }

    /** Returns the event of something done. */
    public AuditEvent succeeded() {
      return ended(Outcome.SUCCESS);
    }

    /** Returns the event with the outcome given. */
    public AuditEvent ended(Outcome outcome) {
      return new AuditEvent(at, actor, action, resource, outcome, region, correlationId, details);
    }
  }
}
