const KEY =
  /^(?:unique\b|primary_key\b|constraint (?:primary_key|unique)\b|(?:dbt_utils\.|dbt_expectations\.)?\w*(?:unique_combination_of_columns|compound_columns_to_be_unique)\b|dbt_constraints\.(?:primary|unique)_key\b)/;

/** Does the test keep rows apart? */
export const isKeyTest = (test: string): boolean => KEY.test(test);
