import { createHmac, timingSafeEqual } from "node:crypto";

const FORM = /^sha256=([0-9a-f]{64})$/;

/** Has the header the form of a signature at all? What has not is refused before a byte of its body is read. */
export const looksSigned = (header: string | undefined): header is string => header !== undefined && FORM.test(header);

/** Was this body, byte for byte, signed with our secret? */
export function isSigned(body: Uint8Array, header: string, secret: string): boolean {
  const claimed = FORM.exec(header)?.[1];
  if (claimed === undefined) return false;
  return timingSafeEqual(createHmac("sha256", secret).update(body).digest(), Buffer.from(claimed, "hex"));
}
