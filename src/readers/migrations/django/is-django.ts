const MIGRATION = /^class\s+Migration\s*\(/m;
const LABEL = /^class\s+\w+\s*\([^)]*AppConfig[^)]*\)[\s\S]*?^\s+label\s*=\s*["'](\w+)["']/m;

export const isDjango = (text: string): boolean =>
  (MIGRATION.test(text) && /\bdjango\b|\bmigrations\b/.test(text)) || LABEL.test(text);

/** The label that an `apps.py` gives its app; undefined in a migration. */
export const labelIn = (text: string): string | undefined => (MIGRATION.test(text) ? undefined : LABEL.exec(text)?.[1]);
