/** A type of PostgreSQL's, and whether the word for it asks for numbers of its own. */
interface Mapped {
  readonly type: string;
  readonly counts: boolean;
}

const TIMESTAMPS = new Set(["datetime", "smalldatetime", "datetime2", "timestamp", "timestamptz"]);
const TEXTS = new Set(
  "clob longvarchar text longtext nclob longnvarchar ntext tinytext mediumtext long_varchar long_nvarchar".split(" "),
);
const BYTES = new Set(
  "longblob longvarbinary varbinary binary image long_raw raw tinyblob mediumblob bytea".split(" "),
);
const JAVA: Readonly<Record<string, string>> = {
  "java.lang.string": "varchar",
  "java.lang.integer": "int",
  "java.lang.long": "bigint",
  "java.lang.boolean": "boolean",
  "java.lang.float": "float",
  "java.lang.double": "double",
  "java.math.bigdecimal": "decimal",
  "java.math.biginteger": "bigint",
  "java.util.date": "datetime",
  "java.util.uuid": "uuid",
  "java.sql.date": "date",
  "java.sql.time": "time",
  "java.sql.timestamp": "timestamp",
};

/** What Liquibase makes of a type's name for PostgreSQL; a name that it does not know stays as it is. */
export function postgresType(written: string, autoIncrement = false): Mapped {
  const trimmed = written.trim();
  const found = /^([A-Za-z][\w.]*)\s*(?:\(([^)]*)\))?\s*(.*)$/s.exec(trimmed);
  if (found === null || trimmed.endsWith("]")) return { type: trimmed, counts: autoIncrement };
  const [, word = "", inside, rest = ""] = found;
  const sizes = inside === undefined ? "" : `(${inside.replace(/\s+(?:char|byte)$/i, "").trim()})`;
  const plain = word.toLowerCase();
  const name = JAVA[plain] ?? plain.replace(/^java\.sql\.types\./, "");
  const type = mapped(name, sizes, rest.trim());
  return { type: type ?? trimmed, counts: autoIncrement || /^(?:big|small)?serial[248]?$/.test(name) };
}

function mapped(name: string, sizes: string, rest: string): string | undefined {
  if (TIMESTAMPS.has(name) || name === "timestamp_with_timezone") {
    const zone = /tz|with_timezone/.test(name) || /^with time ?zone/i.test(rest) ? "WITH" : "WITHOUT";
    return `TIMESTAMP${sizes} ${zone} TIME ZONE`;
  }
  if (TEXTS.has(name)) return "TEXT";
  if (BYTES.has(name)) return "BYTEA";
  switch (name) {
    case "bigint":
    case "integer8":
    case "int8":
    case "bigserial":
    case "serial8":
      return "BIGINT";
    case "int":
    case "integer":
    case "int4":
    case "mediumint":
    case "serial":
    case "serial4":
      return "INTEGER";
    case "smallint":
    case "int2":
    case "tinyint":
    case "smallserial":
      return "SMALLINT";
    case "bit":
      return `BIT${sizes}`;
    case "boolean":
    case "bool":
      return "BOOLEAN";
    case "blob":
      return "OID";
    case "varchar":
    case "varchar2":
    case "nvarchar":
    case "nvarchar2":
      return sizes === "(2147483647)" ? "CHARACTER VARYING" : `VARCHAR${sizes}`;
    case "nchar":
    case "nchar2":
    case "char":
    case "bpchar":
      return `CHAR${sizes}`;
    case "decimal":
      return `DECIMAL${sizes}`;
    case "number":
    case "numeric":
      return `numeric${Number(/\d+/.exec(sizes)?.[0] ?? 0) > 1000 ? "" : sizes}`;
    case "currency":
    case "money":
    case "smallmoney":
      return "DECIMAL";
    case "double":
      return "DOUBLE PRECISION";
    case "float":
    case "real":
      return name === "real" ? "REAL" : `FLOAT${sizes}`;
    case "uuid":
    case "uniqueidentifier":
      return "UUID";
    case "date":
      return "date";
    case "time":
    case "timetz": {
      const zone = name === "timetz" || /^with time ?zone/i.test(rest) ? "WITH" : "WITHOUT";
      return `time${sizes} ${zone} TIME ZONE`;
    }
    case "xmltype":
    case "sqlxml":
    case "xml":
      return "XML";
    default:
      return undefined;
  }
}
