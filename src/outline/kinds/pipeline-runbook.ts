import { called, defineOutline } from "../outline.ts";

export default defineOutline({
  kind: "pipeline-runbook",
  title: "pipeline runbook",
  source: "004",
  version: 1,
  alias: ["runbook"],
  stages: [
    {
      name: "overview",
      title: "Overview",
      signs: called("runs|schedule, owner, duration|takes, sla|promised, channel, purpose|what it does, critical"),
      words: called("summary, about, pipeline overview, at a glance, what it does, purpose"),
    },
    {
      name: "lineage",
      title: "Lineage",
      signs: called("source, staging, transform, target, input, output, →|->, mart"),
      words: called("data lineage, data flow, lineage map, flow, source to target"),
    },
    {
      name: "consumers",
      title: "Consumers",
      signs: called("consumer, dashboard, reads?, needs? it, by \\d, report, job, depends|sla"),
      words: called("downstream consumers, who depends on it, downstream, readers"),
    },
    {
      name: "columns",
      title: "Columns",
      words: called("what the columns mean, column meanings, column descriptions, schema, data dictionary, fields"),
      optional: true,
    },
    {
      name: "monitoring",
      title: "Monitoring",
      signs: called(
        "metric, expected|normal, alert, threshold, dashboard|where to look, run time|duration|runtime, fresh|age of, rows, logs?",
      ),
      words: called(
        "metrics, alerts, health, monitoring and alerts, sla and monitoring, sla, service levels",
        "how to see that it is healthy, slas and monitoring, is it well, is it healthy, health checks, where to look",
      ),
    },
    {
      name: "failures",
      title: "Common failures",
      signs: called(
        "symptom|you see|looks, cause|because, resolution|do:?|fix, schema drift|renamed|column, memory|resource, down|outage|times? out, error|fails?",
      ),
      words: called(
        "troubleshooting, failures, failure modes, known failures, common failures and fixes, common problems",
        "when it breaks",
      ),
    },
    {
      name: "procedures",
      title: "Procedures",
      signs: called(
        "backfill, reprocess|run again|re-?run, stop|pause, airflow|dagster|prefect|kubectl|dbt, clear, emergency, manual|by hand",
      ),
      words: called(
        "manual operations, operations, manual procedures, how to, backfill and reprocess, commands, by hand",
        "backfill reprocess and stop, backfill and emergency stop, manual steps",
      ),
    },
    {
      name: "contacts",
      title: "Contacts",
      signs: called(
        "owner, on call|on-call|oncall, escalat, dba|database admin, pagerduty|phone|slack|#\\w, role, name, second",
      ),
      words: called("contact, who to call, escalation, owners, owner and escalation, contacts and escalation, people"),
    },
    {
      name: "incidents",
      title: "Incidents",
      words: called(
        "incident log, postmortems, postmortem, root cause, root cause analysis, incident handling, incident",
        "learning from it, after an incident, lessons learned, after each incident",
      ),
      optional: true,
    },
  ],
});
