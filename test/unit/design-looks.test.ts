import { describe, expect, test } from "vitest";
import { affirms } from "../../src/checklists/look/design.ts";
import { isPersonal } from "../../src/checklists/look/personal.ts";
import { landsIn, regionsIn } from "../../src/checklists/look/regions.ts";
import { secretsIn } from "../../src/rules/plans/tell/secrets-in.ts";

test.each([
  ["one region (`eu-north`), copies in us-east-1", ["eu-north EU", "us-east-1 US"]],
  ["London is eu-west-2, Zurich europe-west6", ["eu-west-2 UK", "europe-west6 Switzerland"]],
  ["westeurope and eastus2 of Azure", ["westeurope EU", "eastus2 US"]],
  ["ap-southeast-2 and ap-south-1", ["ap-southeast-2 Australia", "ap-south-1 Asia"]],
  ["eu-wide, the us of old, me-too", []],
])("regions in: %s", (text, expected) => {
  expect(regionsIn(text).map(({ name, land }) => `${name} ${land}`)).toEqual(expected);
});

test.each([
  ["EU only", ["EU"]],
  ["kept in Europe", ["EU", "UK", "Switzerland"]],
  ["tell us where", []],
])("lands in: %s", (text, expected) => {
  expect(landsIn(text)).toEqual(expected);
});

test.each([
  ["we use a queue", true],
  ["there is no queue", false],
  ["two queues would need more hands", true],
  ["nobody would want a queue", false],
  ["no log, a queue does", true],
])("speaks of a queue: %s", (text, expected) => {
  expect(affirms(text, /\bqueues?\b/i)).toBe(expected);
});

test.each([
  ["email", true],
  ["contact_email", true],
  ["date_of_birth", true],
  ["ssn", true],
  ["emailed_at", false],
  ["phone_calls", false],
  ["customer_id", false],
  ["name", false],
])("a column that tells of a person: %s", (column, expected) => {
  expect(isPersonal(column)).toBe(expected);
});

describe("secrets", () => {
  test.each([
    ["-----BEGIN RSA PRIVATE KEY-----", "private key"],
    ["CREATE USER 'shop'@'%' IDENTIFIED BY 'gr33nhouse'", "password of a user"],
    ["'postgres://app:gr33nhouse@db.internal:5432/shop'", "address with a password"],
    [`token ghp_${"a1B2".repeat(9)}`, "token of GitHub"],
  ])("%s", (text, what) => {
    expect(secretsIn(text).map((one) => one.what)).toEqual([what]);
  });

  test.each([
    "IDENTIFIED BY '${PASSWORD}'",
    "IDENTIFIED BY '********'",
    "postgres://app:{{ password }}@db/shop",
    "postgres://app:$PASSWORD@db/shop",
    "https://example.org:8080/a@b",
    "AKIAIOSFODNN7EXAMPLE",
    "mailto: data@fennel.example",
  ])("none in: %s", (text) => {
    expect(secretsIn(text)).toEqual([]);
  });
});
