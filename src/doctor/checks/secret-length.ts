import { defineCheck } from "../../model/diagnosis.ts";

const LEAST = 32;

export default defineCheck({
  id: "secret-length",
  title: "The webhook's secret",
  why: "Whoever guesses it forges deliveries, and with them pull requests that were never opened.",
  look({ secretLength }) {
    if (secretLength === undefined) return [];
    if (secretLength >= LEAST) return [{ state: "fine", said: `${secretLength} characters` }];
    return [
      {
        state: "problem",
        said: `${secretLength} characters, fewer than ${LEAST}`,
        remedy: "Make one with `openssl rand -hex 32`, and enter it in the App's settings, too",
      },
    ];
  },
});
