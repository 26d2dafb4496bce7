import { defineCheck } from "../../model/diagnosis.ts";

export default defineCheck({
  id: "store",
  title: "The store",
  why: "Deliveries, waivers and holds are kept there; without it nothing is accepted.",
  look({ store }) {
    if (store === undefined) return [];
    return "unseen" in store
      ? [
          {
            state: "problem",
            said: store.unseen,
            remedy: "Mend DATABASE_URL or DATAPLAN_DATA, or what stands behind it",
          },
        ]
      : [{ state: "fine", said: store.value }];
  },
});
