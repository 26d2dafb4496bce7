const TOOL =
  /(?<![\w/-])(?:airflow|dbt|kubectl|helm|docker|python3?|psql|mysql|snowsql|bq|aws|gcloud|az|make|bash|sh|curl|prefect|dagster|spark-submit|databricks|systemctl|terraform|npm|npx|uv|poetry|invoke|just|rake|git|gh|sqlcmd|redis-cli|kafka-[\w-]+|\.{1,2}\/[\w./-]+) [\w./$"'<{-]+/;
const SQL =
  /\b(?:select .+ from|update \w+ set|delete from|insert into|call \w+\s*\(|alter \w+|create \w+|merge into)\b/i;
const FLAG = /(?<!\S)--?\w[\w-]*[= ]\S/;

/** Something that can be typed as it stands: a tool with an argument, a statement of SQL. */
export const holdsCommand = (text: string): boolean => TOOL.test(text) || SQL.test(text) || FLAG.test(text);
