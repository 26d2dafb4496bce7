/** `{% test x(model) %}`, and `{% macro test_x(model) %}` as older projects write it. */
const OPENS = /\{%-?\s*(?:(?:data_)?test\s+|macro\s+test_)(\w+)\s*\(/g;
const CLOSES = /\{%-?\s*end(?:data_)?(?:test|macro)\b/;

/** A generic test of the project's own. */
export interface GenericTest {
  readonly name: string;
  readonly text: string;
}

export function genericTestsIn(text: string): readonly GenericTest[] {
  const opened = [...text.matchAll(OPENS)];
  return opened.map(({ 0: head, 1: name = "", index }, i) => {
    const rest = text.slice(index + head.length, opened[i + 1]?.index);
    const end = rest.search(CLOSES);
    return { name, text: end < 0 ? rest : rest.slice(0, end) };
  });
}
