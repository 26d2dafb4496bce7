/** Names of tables and columns in a text: what is written with an underscore or a dot between words (`order_id`, `shop.orders`). */
export const namesIn = (text: string): readonly string[] => [
  ...new Set(text.match(/(?<![\w@/.-])[A-Za-z]\w*(?:\.[A-Za-z*]\w*|_\w+)[\w.]*(?<!\.)\*?/g) ?? []),
];
