import { beforeAll, describe, expect, test } from "vitest";
import { readMigration } from "../../src/readers/migrations/rails/document.ts";
import { KnownSchema } from "../../src/readers/migrations/rails/known-schema.ts";
import { foreignKeyName, indexName, uniqueName } from "../../src/readers/migrations/rails/names.ts";
import { railsScript } from "../../src/readers/migrations/rails/scripts.ts";
import { readyPostgres } from "../../src/sql/postgres.ts";

beforeAll(readyPostgres);

async function sqlOf(body: string, version = "7.1"): Promise<readonly string[]> {
  const migration = await readMigration(
    `class A < ActiveRecord::Migration[${version}]\n  def up\n${body}\n  end\nend\n`,
  );
  const { statements, gaps } = railsScript(migration, migration.up, new KnownSchema(), new Map());
  return [...statements.map(({ sql }) => sql), ...gaps.map(({ key, spot }) => `${key} ${spot.line}`)];
}

describe("names that Rails makes up", () => {
  test("of constraints", () => {
    expect(uniqueName("sections", ["position"])).toBe("uniq_rails_1e07660b77");
    expect(foreignKeyName("api_keys", ["user_id"])).toBe("fk_rails_32c28d0dc2");
  });
  test("of indexes, which are cut since 7.1", () => {
    expect(indexName("a", ["b", "lower(c)"], 7.1)).toBe("index_a_on_b_and_lower_c");
    const long = ["a".repeat(30), "b".repeat(30)];
    expect(indexName("shops", long, 7)).toHaveLength(80);
    expect(indexName("shops", long, 7.1)).toMatch(/^idx_on_a{30}_b+_[0-9a-f]{10}$/);
    expect(indexName("shops", long, 7.1)).toHaveLength(62);
  });
});

describe("Ruby, read without running it", () => {
  test("goes through loops, constants, helpers and texts", async () => {
    expect(
      await sqlOf(`
    kinds = { name: :text, "born" => :date }
    kinds.each { |name, type| add_column :a, name, type }
    %w[x y].each_with_index do |name, i|
      next if i == 0
      add_column "a", "#{name}_#{i}", :integer, **{ null: false }, limit: 8
    end
    grow(:z)
    execute "DROP TABLE " + 'old' if Rails.env.production?
    execute(<<-SQL.squish)
      DROP TABLE
        older
    SQL
  end
  def grow(column, type = :jsonb)
    add_column :a, column, type, default: -> { "now()" }`),
    ).toEqual([
      'ALTER TABLE "a" ADD COLUMN "name" text',
      'ALTER TABLE "a" ADD COLUMN "born" date',
      'ALTER TABLE "a" ADD COLUMN "y_1" bigint NOT NULL',
      'ALTER TABLE "a" ADD COLUMN "z" jsonb DEFAULT now()',
      "DROP TABLE old",
      "DROP TABLE\n        older",
    ]);
  });
  test.each([
    ["itself", "up"],
    ["a loop", "1000.times { 1000.times { 1000.times { add_column :a, :b, :text } } }"],
    ["a nest", `execute ${"(".repeat(900)}"x"${")".repeat(900)}`],
  ])("gives up on what never ends: %s", async (_, body) => {
    expect((await sqlOf(body)).filter((one) => one.startsWith("program-unknown"))).not.toEqual([]);
  });
  test("takes what an older Rails did for what it was", async () => {
    const body = "    create_table(:a) { |t| t.references :b; t.timestamps; t.datetime :c }";
    expect(await sqlOf(body, "4.2")).toEqual([
      'CREATE TABLE "a" ("id" serial PRIMARY KEY, "b_id" integer, "created_at" timestamp without time zone, "updated_at" timestamp without time zone, "c" timestamp without time zone)',
    ]);
    expect(await sqlOf(body, "6.0")).toEqual([
      'CREATE TABLE "a" ("id" bigserial PRIMARY KEY, "b_id" bigint, "created_at" timestamp(6) without time zone NOT NULL, "updated_at" timestamp(6) without time zone NOT NULL, "c" timestamp without time zone)',
      'CREATE INDEX "index_a_on_b_id" ON "a" ("b_id")',
    ]);
  });
});
