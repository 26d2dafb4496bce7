const SHAPES: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: "{{ }}", pattern: /\{\{[\s\S]*?\}\}/ },
  { name: "{% %}", pattern: /\{%[\s\S]*?%\}/ },
  { name: "${ }", pattern: /\$\{[^}\n]*\}/ },
  { name: "<% %>", pattern: /<%[\s\S]*?%>/ },
  { name: "@@…@@", pattern: /@@?[A-Za-z_][\w.]*@@?/ },
  { name: ":name", pattern: /(?<![:\w]):(?:'[^']*'|"[^"]*"|[A-Za-z_]\w*)/ },
  { name: "%(name)s", pattern: /%\([A-Za-z_]\w*\)s/ },
];

/** A slot that a tool fills in before PostgreSQL sees the text, in the tool's own brackets. */
export function placeholder(sql: string): string | undefined {
  return SHAPES.find(({ pattern }) => pattern.test(sql))?.name;
}
