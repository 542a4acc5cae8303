package io.kaldrix.monitor.core.alarm.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.api.rule.AlarmCriteria;
import io.kaldrix.monitor.api.rule.AlarmMute;
import io.kaldrix.monitor.api.rule.AlarmThreshold;
import io.kaldrix.monitor.api.rule.ComparisonOperator;
import io.kaldrix.monitor.api.rule.CompositeAlarm;
import io.kaldrix.monitor.api.rule.EvaluationWindow;
import io.kaldrix.monitor.api.rule.LowSamples;
import io.kaldrix.monitor.api.rule.MetricAlarm;
import io.kaldrix.monitor.api.rule.MetricQuery;
import io.kaldrix.monitor.api.rule.MissingData;
import io.kaldrix.monitor.api.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlarmFilesTest {

  private static final String CPU =
      """
      {
        "AlarmName": "cpu",
        "MetricName": "CPUUtilization",
        "Namespace": "AWS/EC2",
        "Statistic": "Average",
        "Period": 300,
        "EvaluationPeriods": 2,
        "Threshold": 80,
        "ComparisonOperator": "GreaterThanThreshold"
      }
      """;

  @TempDir Path directory;

  private AlarmSet load(String json) {
    try {
      Path file = Files.writeString(directory.resolve("alarms.json"), json);
      return AlarmFiles.load(file, Severity.MEDIUM);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private MetricAlarm one(String json) {
    return (MetricAlarm) load(json).alarms().get(0);
  }

  private static AlarmCriteria.Datapoints datapoints(MetricAlarm alarm) {
    return (AlarmCriteria.Datapoints) alarm.criteria();
  }

  @Test
  void theFormInSnakeCaseWithoutAStatisticLoadsAsItStands() {
    MetricAlarm alarm =
        one(
            """
            {
              "alarm_name": "prod-kaldrix-high-cpu",
              "alarm_description": "High CPU utilization detected",
              "metric_name": "CPUUtilization",
              "namespace": "AWS/EC2",
              "threshold": 80,
              "comparison_operator": "GreaterThanThreshold",
              "evaluation_periods": 2,
              "period": 300
            }
            """);
    assertThat(alarm)
        .isEqualTo(
            MetricAlarm.on("AWS/EC2", "CPUUtilization")
                .period(Duration.ofMinutes(5))
                .threshold(ComparisonOperator.GREATER_THAN, 80)
                .datapoints(2, 2)
                .description("High CPU utilization detected")
                .named("prod-kaldrix-high-cpu"));
  }

  @Test
  void everyFieldOfAMetricAlarmIsRead() {
    MetricAlarm alarm =
        one(
            """
            {
              "AlarmName": "latency", "AlarmDescription": "slow", "ActionsEnabled": false,
              "OKActions": ["arn:ok"], "AlarmActions": ["arn:a", "arn:b"],
              "InsufficientDataActions": ["arn:i"],
              "MetricName": "Latency", "Namespace": "KALDRIX", "ExtendedStatistic": "p99.9",
              "Dimensions": [{"Name": "Node", "Value": "a"}, {"Name": "Zone", "Value": "1"}],
              "Period": 60, "Unit": "Seconds", "EvaluationPeriods": 5, "DatapointsToAlarm": 3,
              "Threshold": 2.5e-1, "ComparisonOperator": "LessThanOrEqualToThreshold",
              "TreatMissingData": "notBreaching", "EvaluateLowSampleCountPercentile": "ignore",
              "EvaluationWindow": {"WallClockWindow": {"Timezone": "Europe/Berlin"}},
              "Tags": [{"Key": "Severity", "Value": "P0"}, {"Key": "team", "Value": "ledger"}]
            }
            """);
    assertThat(alarm.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(alarm.tags()).containsEntry("team", "ledger");
    assertThat(alarm.actions().enabled()).isFalse();
    assertThat(alarm.actions().alarm()).containsExactly("arn:a", "arn:b");
    AlarmCriteria.Datapoints criteria = datapoints(alarm);
    assertThat(criteria.evaluationPeriods()).isEqualTo(5);
    assertThat(criteria.datapointsToAlarm()).isEqualTo(3);
    assertThat(criteria.missing()).isEqualTo(MissingData.NOT_BREACHING);
    assertThat(criteria.lowSamples()).isEqualTo(LowSamples.IGNORE);
    assertThat(criteria.threshold()).isEqualTo(new AlarmThreshold.Fixed(0.25));
    assertThat(criteria.window())
        .isEqualTo(new EvaluationWindow.WallClock(ZoneId.of("Europe/Berlin")));
    MetricQuery.Source.OfMetric source = (MetricQuery.Source.OfMetric) criteria.watched().source();
    assertThat(source.metric().statistic()).hasToString("p99.9");
    assertThat(source.metric().dimensions()).isEqualTo(Map.of("Node", "a", "Zone", "1"));
    assertThat(source.metric().unit()).contains("Seconds");
  }

  @Test
  void whatDescribeAlarmsSaysIsReadAndItsStateLeftAside() {
    AlarmSet set =
        load(
            """
            {
              "MetricAlarms": [
                {
                  "AlarmName": "errors", "AlarmArn": "arn:aws:cloudwatch:eu-west-1:1:alarm:errors",
                  "AlarmConfigurationUpdatedTimestamp": "2026-05-01T10:00:00.000Z",
                  "StateValue": "OK", "StateReason": "fine", "StateReasonData": "{}",
                  "StateUpdatedTimestamp": "2026-05-01T10:00:00.000Z",
                  "StateTransitionedTimestamp": "2026-05-01T10:00:00.000Z",
                  "ActionsEnabled": true, "OKActions": [], "AlarmActions": [],
                  "InsufficientDataActions": [], "Dimensions": [],
                  "EvaluationPeriods": 1, "DatapointsToAlarm": 1, "Threshold": 5.0,
                  "ComparisonOperator": "GreaterThanOrEqualToThreshold",
                  "TreatMissingData": "breaching",
                  "Metrics": [
                    {"Id": "e1", "Expression": "100*m1/m2", "Label": "errors", "ReturnData": true},
                    {"Id": "m1", "ReturnData": false, "MetricStat": {
                      "Metric": {"Namespace": "KALDRIX", "MetricName": "Errors", "Dimensions": []},
                      "Period": 60, "Stat": "Sum"}},
                    {"Id": "m2", "ReturnData": false, "MetricStat": {
                      "Metric": {"Namespace": "KALDRIX", "MetricName": "Requests"},
                      "Period": 60, "Stat": "Sum"}}
                  ]
                }
              ],
              "CompositeAlarms": [
                {
                  "AlarmName": "both", "AlarmRule": "ALARM(errors) AND NOT ALARM(deploy)",
                  "ActionsSuppressor": "deploy", "ActionsSuppressorWaitPeriod": 60,
                  "ActionsSuppressorExtensionPeriod": 120, "ActionsSuppressedBy": "Alarm",
                  "ActionsSuppressedReason": "x", "StateValue": "OK"
                }
              ]
            }
            """);
    assertThat(set.alarms()).hasSize(2);
    assertThat(datapoints((MetricAlarm) set.alarms().get(0)).watched().id()).isEqualTo("e1");
    CompositeAlarm both = (CompositeAlarm) set.alarms().get(1);
    assertThat(both.suppressor())
        .contains(
            new CompositeAlarm.Suppressor("deploy", Duration.ofMinutes(1), Duration.ofMinutes(2)));
  }

  @Test
  void aBandIsRead() {
    MetricAlarm alarm =
        one(
            """
            {
              "AlarmName": "band", "EvaluationPeriods": 3, "ThresholdMetricId": "t1",
              "ComparisonOperator": "LessThanLowerOrGreaterThanUpperThreshold",
              "Metrics": [
                {"Id": "m1", "ReturnData": true, "MetricStat": {
                  "Metric": {"Namespace": "KALDRIX", "MetricName": "TransactionRate"},
                  "Period": 300, "Stat": "Average"}},
                {"Id": "t1", "Expression": "ANOMALY_DETECTION_BAND(m1, 3)"}
              ]
            }
            """);
    assertThat(datapoints(alarm).threshold()).isEqualTo(new AlarmThreshold.Band("t1"));
    assertThat(datapoints(alarm).watched().id()).isEqualTo("m1");
  }

  @Test
  void anAlarmOnPromQlIsRead() {
    MetricAlarm alarm =
        one(
            """
            {
              "AlarmName": "promql", "EvaluationInterval": 30,
              "EvaluationCriteria": {"PromQLCriteria": {
                "Query": "rate(errors_total[5m]) > 0.1", "PendingPeriod": 120, "RecoveryPeriod": 60}}
            }
            """);
    assertThat(alarm.criteria())
        .isEqualTo(
            new AlarmCriteria.PromQl(
                "rate(errors_total[5m]) > 0.1",
                Duration.ofMinutes(2),
                Duration.ofMinutes(1),
                Duration.ofSeconds(30)));
  }

  @Test
  void aMuteAndAnAnomalyDetectorAreRead() {
    AlarmMute mute =
        load("""
                {
                  "Name": "nights", "Description": "backups",
                  "Rule": {"Schedule": {
                    "Expression": "cron(0 2 * * *)", "Duration": "P1DT2H", "Timezone": "Asia/Tokyo"}},
                  "MuteTargets": {"AlarmNames": ["cpu", "memory"]},
                  "StartDate": "2026-05-01T00:00:00Z"
                }
                """)
            .mutes()
            .get(0);
    assertThat(mute.duration()).isEqualTo(Duration.ofHours(26));
    assertThat(mute.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(mute.alarms()).containsExactly("cpu", "memory");
    AlarmSet detector =
        load(
            """
            {
              "metric_name": "TransactionRate", "namespace": "KALDRIX", "stat": "Sum",
              "configuration": {
                "excluded_time_ranges": [
                  {"start_time": "2023-01-01T00:00:00Z", "end_time": "2023-01-01T06:00:00Z"}
                ],
                "metric_timezone": "UTC"
              }
            }
            """);
    assertThat(detector.trainings().get(0).excluded()).hasSize(1);
  }

  @Test
  void alarmsOfATemplateAreReadAndTheRestOfTheStackLeftAside() {
    AlarmSet set =
        load(
            """
            {
              "AWSTemplateFormatVersion": "2010-09-09",
              "Parameters": {"Env": {"Type": "String"}},
              "Resources": {
                "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "${Env}"}},
                "CpuAlarm": {
                  "Type": "AWS::CloudWatch::Alarm",
                  "Properties": {
                    "MetricName": "CPUUtilization", "Namespace": "AWS/EC2", "Statistic": "Maximum",
                    "Period": "60", "EvaluationPeriods": "3", "Threshold": "90",
                    "ComparisonOperator": "GreaterThanThreshold"
                  }
                },
                "Any": {
                  "Type": "AWS::CloudWatch::CompositeAlarm",
                  "Properties": {"AlarmName": "any", "AlarmRule": "ALARM(CpuAlarm)"}
                }
              }
            }
            """);
    assertThat(set.alarms()).extracting(Rule::name).containsExactly("CpuAlarm", "any");
  }

  @Test
  void aDynamoDbAlarmIgnoresMissingDataWhateverItSays() {
    assertThat(datapoints(one(CPU.replace("AWS/EC2", "AWS/DynamoDB"))).missing())
        .isEqualTo(MissingData.IGNORE);
  }

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @MethodSource
  void aWrongFieldIsRefusedWithItsPlace(String from, String to, String message) {
    assertThat(CPU).contains(from);
    assertThatThrownBy(() -> load(CPU.replace(from, to)))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("alarms.json:")
        .hasMessageContaining(message);
  }

  static Stream<Arguments> aWrongFieldIsRefusedWithItsPlace() {
    String last = "\"ComparisonOperator\": \"GreaterThanThreshold\"";
    return Stream.of(
        Arguments.of("\"cpu\"", "\"\"", ":2:16: AlarmName is '', must be the alarm's name"),
        Arguments.of("\"cpu\"", "\"a\\tb\"", "without ASCII control characters"),
        Arguments.of("\"AlarmName\": \"cpu\",", "", "AlarmName is missing"),
        Arguments.of(
            "\"Period\": 300",
            "\"Period\": 45",
            ":6:13: Period is '45', must be 10, 20, 30 or a multiple of 60 seconds"),
        Arguments.of("\"Period\": 300,", "", "Period is missing, must be 10, 20, 30"),
        Arguments.of("\"Period\": 300", "\"Period\": \"5m\"", "Period is '5m'"),
        Arguments.of(
            "\"EvaluationPeriods\": 2",
            "\"EvaluationPeriods\": 0",
            ":7:24: EvaluationPeriods is '0', must be a whole number, 1 or more"),
        Arguments.of(
            "\"EvaluationPeriods\": 2",
            "\"EvaluationPeriods\": 289",
            "Period × EvaluationPeriods is 300 × 289 seconds, must be 86400 or less"),
        Arguments.of(
            last,
            last + ", \"DatapointsToAlarm\": 3",
            "DatapointsToAlarm is '3', must be from 1 to EvaluationPeriods, which is 2"),
        Arguments.of(
            "GreaterThanThreshold",
            "Greater",
            "ComparisonOperator is 'Greater', must be one of GreaterThanOrEqualToThreshold"),
        Arguments.of(
            "GreaterThanThreshold",
            "GreaterThanUpperThreshold",
            "Threshold is '80', must be left out, as GreaterThanUpperThreshold is of a band"),
        Arguments.of("\"Threshold\": 80,", "", "Threshold is missing, must be a number"),
        Arguments.of("\"Threshold\": 80", "\"Threshold\": \"NaN\"", "Threshold is 'NaN'"),
        Arguments.of("\"Average\"", "\"Mean\"", "Statistic is 'Mean', must be one of SampleCount"),
        Arguments.of(
            last, last + ", \"ExtendedStatistic\": \"p90\"", "left out, as Statistic is given"),
        Arguments.of(
            "\"Statistic\": \"Average\"",
            "\"ExtendedStatistic\": \"p900\"",
            "ExtendedStatistic is 'p900', must be such as p90"),
        Arguments.of(
            last,
            last + ", \"TreatMissingData\": \"ok\"",
            "must be one of breaching, notBreaching, ignore, missing"),
        Arguments.of(
            last,
            last + ", \"EvaluateLowSampleCountPercentile\": \"no\"",
            "must be evaluate or ignore"),
        Arguments.of(
            last,
            last + ", \"EvaluationWindow\": {\"WallClockWindow\": {\"Timezone\": \"Mars\"}}",
            "Timezone is 'Mars', must be a time zone"),
        Arguments.of(
            last,
            last + ", \"EvaluationWindow\": {\"WallClockWindow\": {\"Timezone\": \"+01:01\"}}",
            "in steps of five minutes"),
        Arguments.of(
            "\"Period\": 300,",
            "\"Period\": 600, \"EvaluationWindow\": {\"WallClockWindow\": {}},",
            "must be 60, 300, 3600, 86400 or 604800"),
        Arguments.of(
            last, last + ", \"EvaluationInterval\": 60", "must be left out, it is for PromQL"),
        Arguments.of(
            last,
            last + ", \"EvaluationCriteria\": {\"PromQLCriteria\": {\"Query\": \"up\"}}",
            "the only one of MetricName, Metrics and EvaluationCriteria"),
        Arguments.of(last, last + ", \"Treshold\": 1", "Treshold is unknown"),
        Arguments.of(last, last + ", \"Tags\": {\"severity\": \"bad\"}", "not 'bad'"),
        Arguments.of(
            last,
            last + ", \"Dimensions\": [{\"Name\": \"a\", \"Value\": \"1\", \"Unit\": \"x\"}]",
            "Dimensions[0].Unit is unknown"),
        Arguments.of(last, last + ", \"Dimensions\": \"a\"", "Dimensions is 'a', must be a list"),
        Arguments.of(last, last + ", \"ActionsEnabled\": \"maybe\"", "must be true or false"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void aWrongWholeIsRefused(String json, String message) {
    assertThatThrownBy(() -> load(json))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("alarms.json:")
        .hasMessageContaining(message);
  }

  static Stream<Arguments> aWrongWholeIsRefused() {
    String math =
        """
        {"AlarmName": "x", "EvaluationPeriods": 1, "Threshold": 1,
         "ComparisonOperator": "GreaterThanThreshold", "Metrics": [%s]}
        """;
    String stat =
        """
        {"Id": "m1", "ReturnData": %s, "MetricStat": {
          "Metric": {"Namespace": "N", "MetricName": "M"}, "Period": %s, "Stat": "Sum"}}
        """;
    return Stream.of(
        Arguments.of(
            math.formatted(stat.formatted("false", "60")),
            "0 of the Metrics have ReturnData true, must be exactly one"),
        Arguments.of(
            math.formatted(
                stat.formatted("false", "60") + ", {\"Id\": \"e1\", \"Expression\": \"m1 +\"}"),
            "expression of metric 'e1': character 5: unexpected the end"),
        Arguments.of(
            math.formatted(
                stat.formatted("true", "60")
                    + ","
                    + stat.formatted("false", "300").replace("m1", "m2")),
            "metric 'm2' has period PT5M, must be PT1M as the others of the alarm"),
        Arguments.of(
            math.formatted(stat.formatted("true", "60") + "," + stat.formatted("false", "60")),
            "metric id 'm1' is given twice"),
        Arguments.of(
            math.formatted(stat.formatted("true", "60").replace("\"m1\"", "\"M1\"")),
            "metric id is 'M1', must look like"),
        Arguments.of(
            math.formatted("{\"Id\": \"e1\", \"Expression\": \"TIME_SERIES(1)\"}"),
            "no metric of the alarm has a Period"),
        Arguments.of(
            "{\"AlarmName\": \"c\", \"AlarmRule\": \"ALARM(a\"}",
            "AlarmRule is 'ALARM(a', must be"),
        Arguments.of(
            "{\"AlarmName\": \"c\", \"AlarmRule\": \"TRUE\", \"ActionsSuppressor\": \"s\"}",
            "ActionsSuppressorWaitPeriod is missing, must be a number of seconds"),
        Arguments.of(
            "{\"AlarmName\": \"p\", \"EvaluationInterval\": 5, \"EvaluationCriteria\":"
                + " {\"PromQLCriteria\": {\"Query\": \"up\"}}}",
            "EvaluationInterval is PT5S, must be from 10 to 3600 seconds"),
        Arguments.of(
            "{\"AlarmName\": \"p\", \"EvaluationCriteria\":"
                + " {\"PromQLCriteria\": {\"Query\": \"up\"}}}",
            "EvaluationInterval is missing"),
        Arguments.of(
            "{\"Name\": \"m\", \"Rule\": {\"Schedule\": {\"Expression\": \"cron(0 2 * * *)\","
                + " \"Duration\": \"PT4H\"}}, \"MuteTargets\": {\"AlarmNames\": []}}",
            "alarm mute 'm' has 0 alarms, must be from 1 to 100"),
        Arguments.of(
            "{\"Name\": \"m\", \"Rule\": {\"Schedule\": {\"Expression\": \"cron(0 2 * *)\","
                + " \"Duration\": \"PT4H\"}}, \"MuteTargets\": {\"AlarmNames\": [\"a\"]}}",
            "cron has 4 fields"),
        Arguments.of(
            "{\"Name\": \"m\", \"Rule\": {\"Schedule\": {\"Expression\": \"cron(0 2 * * *)\","
                + " \"Duration\": \"P16D\"}}, \"MuteTargets\": {\"AlarmNames\": [\"a\"]}}",
            "Duration is PT384H, must be from PT1M to P15D"),
        Arguments.of("{\"MetricAlarms\": [], \"Alarms\": []}", "Alarms is unknown"),
        Arguments.of("[]", "the file is a list, must be a mapping"),
        Arguments.of("{", "not JSON"));
  }

  @Test
  void patternsNameFilesAndEachIsReadOnce() throws IOException {
    Files.createDirectories(directory.resolve("more/deep"));
    Files.writeString(directory.resolve("b.json"), CPU.replace("\"cpu\"", "\"b\""));
    Files.writeString(directory.resolve("a.json"), CPU.replace("\"cpu\"", "\"a\""));
    Files.writeString(directory.resolve("more/c.json"), CPU.replace("\"cpu\"", "\"c\""));
    Files.writeString(directory.resolve("more/deep/d.json"), CPU.replace("\"cpu\"", "\"d\""));
    assertThat(names("b.json", "*.json")).containsExactly("b", "a");
    assertThat(names("more/**.json")).containsExactly("c", "d");
    assertThat(names("**.json")).containsExactly("a", "b", "c", "d");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> names("none*.json"))
        .withMessageContaining("'none*.json' matches no file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> names("none.json"))
        .withMessageContaining("there is no file 'none.json'");
  }

  private List<String> names(String... patterns) {
    return AlarmFiles.load(directory, List.of(patterns), Severity.MEDIUM).alarms().stream()
        .map(Rule::name)
        .toList();
  }

  @Test
  void noMutationOfAFileMakesTheReaderFailOtherwise() {
    Random random = new Random(13);
    int refused = 0;
    for (int run = 0; run < 3_000; run++) {
      StringBuilder json = new StringBuilder(CPU);
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        int at = random.nextInt(json.length());
        switch (random.nextInt(3)) {
          case 0 -> json.deleteCharAt(at);
          case 1 -> json.insert(at, "{}[]\",:0a-".charAt(random.nextInt(10)));
          default -> json.setCharAt(at, (char) (32 + random.nextInt(95)));
        }
      }
      try {
        assertThat(load(json.toString()).alarms()).hasSizeLessThanOrEqualTo(1);
      } catch (SettingsException e) {
        refused++;
        assertThat(e).hasMessageStartingWith("alarms.json:");
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }
}
