/** Every item of the checklists by its id; generated. */
export const itemNames: readonly { readonly id: string; readonly aliases: readonly string[] }[] = [
  { id: "consumers-named", aliases: ["requirement-5", "requirement-41"] },
  { id: "cost-drivers-named", aliases: ["requirement-13"] },
  { id: "defaults-labelled", aliases: ["requirement-14"] },
  { id: "footprint-stated", aliases: ["requirement-12"] },
  { id: "freshness-target-measurable", aliases: ["requirement-9", "requirement-44"] },
  { id: "ingestion-approach-chosen", aliases: ["requirement-15"] },
  { id: "peak-volume-stated", aliases: ["requirement-10"] },
  { id: "problem-stated", aliases: ["requirement-4", "requirement-55"] },
  { id: "runtime-envelope-stated", aliases: ["requirement-11"] },
  { id: "scope-bounded", aliases: ["requirement-6"] },
  { id: "source-arrival-stated", aliases: ["requirement-8"] },
  { id: "source-owners-listed", aliases: ["requirement-7"] },
];
