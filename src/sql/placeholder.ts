const SHAPES: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: "{{ }}", pattern: /\{\{[\s\S]{0,300}?\}\}/ },
  { name: "{% %}", pattern: /\{%[\s\S]{0,300}?%\}/ },
  { name: "${ }", pattern: /\$\{[^}\n]{0,300}\}/ },
  { name: "<% %>", pattern: /<%[\s\S]{0,300}?%>/ },
  { name: "@@…@@", pattern: /@@?[A-Za-z_][\w.]*@@?/ },
  { name: ":name", pattern: /(?<![:\w]):(?:'[^']{0,100}'|"[^"]{0,100}"|[A-Za-z_]\w*)/ },
  { name: "%(name)s", pattern: /%\([A-Za-z_]\w*\)s/ },
];

/** A slot that a tool fills in before PostgreSQL sees the text, in the tool's own brackets. */
export function placeholder(sql: string): string | undefined {
  return SHAPES.find(({ pattern }) => pattern.test(sql))?.name;
}
