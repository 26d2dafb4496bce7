/** Every item of the checklists by its id; generated. */
export const itemNames: readonly { readonly id: string; readonly aliases: readonly string[] }[] = [
  { id: "bandwidth-estimated", aliases: ["requirement-64"] },
  { id: "consistency-stated", aliases: ["requirement-60"] },
  { id: "constraints-named", aliases: ["requirement-59"] },
  { id: "headroom-stated", aliases: ["requirement-65"] },
  { id: "peak-volume-stated", aliases: ["requirement-10"] },
  { id: "problem-stated", aliases: ["requirement-4", "requirement-55"] },
  { id: "scope-bounded", aliases: ["requirement-56"] },
  { id: "slos-measurable", aliases: ["requirement-58"] },
  { id: "source-owners-listed", aliases: ["requirement-7"] },
  { id: "stakeholders-and-workloads-named", aliases: ["requirement-57"] },
  { id: "storage-growth-estimated", aliases: ["requirement-63"] },
  { id: "throughput-estimated", aliases: ["requirement-62"] },
  { id: "users-estimated", aliases: ["requirement-61"] },
];
