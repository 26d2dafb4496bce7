/** Every item of the checklists by its id; generated. */
export const itemNames: readonly { readonly id: string; readonly aliases: readonly string[] }[] = [
  { id: "peak-volume-stated", aliases: ["requirement-10"] },
  { id: "problem-stated", aliases: ["requirement-4", "requirement-55"] },
  { id: "source-owners-listed", aliases: ["requirement-7"] },
];
