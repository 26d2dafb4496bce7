import { invalid } from "./reply.ts";
import type { Annotation } from "./world.ts";

/** Limits that GitHub keeps in bytes or in relations, which its description counts in characters or does not name. */
const outputBytes = 65_535;
const annotationBytes = 64 * 1024;
const commentCharacters = 65_536;

export interface Output {
  readonly title?: string;
  readonly summary?: string;
  readonly text?: string;
  readonly annotations?: readonly Annotation[];
}

export const checkOutput = (output: Output): void => {
  for (const field of ["summary", "text"] as const) {
    if (Buffer.byteLength(output[field] ?? "") > outputBytes) {
      throw invalid("CheckRun", field, `Only ${outputBytes} bytes are allowed`);
    }
  }
  for (const annotation of output.annotations ?? []) checkAnnotation(annotation);
};

const refuse = (field: string, message: string): never => {
  throw invalid("CheckRun", `annotations.${field}`, message);
};

const checkAnnotation = (annotation: Annotation): void => {
  if (annotation.path === "" || annotation.path.startsWith("/")) refuse("path", "must be a path of the repository");
  if (annotation.start_line < 1) refuse("start_line", "must be at least 1");
  if (annotation.end_line < annotation.start_line) refuse("end_line", "must not be before start_line");
  if (annotation.start_line !== annotation.end_line && annotation.start_column !== undefined) {
    refuse("start_column", "is only allowed when start_line and end_line are equal");
  }
  if (Buffer.byteLength(annotation.message) > annotationBytes) refuse("message", "is larger than 64 KB");
  if (Buffer.byteLength(annotation.raw_details ?? "") > annotationBytes) refuse("raw_details", "is larger than 64 KB");
  if ((annotation.title ?? "").length > 255) refuse("title", "is longer than 255 characters");
};

export const checkCommentBody = (body: string): void => {
  if (body.trim() === "") throw invalid("IssueComment", "body", "Body can't be blank");
  if (Array.from(body).length > commentCharacters) {
    throw invalid("IssueComment", "body", `Body is too long (maximum is ${commentCharacters} characters)`);
  }
};

export const checkDetailsUrl = (url: string | undefined): void => {
  if (url !== undefined && !/^https?:\/\//.test(url)) {
    throw invalid("CheckRun", "details_url", "must use http or https");
  }
};
