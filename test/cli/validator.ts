import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

/** A check of a document against a schema, all errors told. */
export function validator(schema: object): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}
