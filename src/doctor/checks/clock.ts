import { defineCheck } from "../../model/diagnosis.ts";

const WARNS = 30;
/** GitHub takes no token that was made further in its future. */
const FAILS = 60;

export default defineCheck({
  id: "clock",
  title: "The server's clock",
  why: "Every token that we ask for is dated. GitHub refuses those of a clock that is a minute fast, and the days of waivers are ours.",
  look({ clockSkew }) {
    if (clockSkew === undefined) return [];
    const seconds = Math.round(Math.abs(clockSkew));
    if (seconds < WARNS) return [{ state: "fine", said: `${seconds} seconds from GitHub's` }];
    const which = clockSkew > 0 ? "behind" : "ahead of";
    return [
      {
        state: seconds >= FAILS ? "problem" : "warning",
        said: `The server's clock is ${seconds} seconds ${which} GitHub's`,
        remedy: "Let the machine set its clock by NTP",
      },
    ];
  },
});
