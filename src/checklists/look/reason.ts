/** Words by which an author says why: enough for a choice that is not the usual one. */
const REASON =
  /\b(?:because|since|as the|reason|rationale|chosen over|rather than|instead of|trade-?off|so that|in order to|cheaper|simpler|is all there is|would gain|not needed|too (?:few|many|small|large|slow|costly)|due to|why)\b/i;

export const givesReason = (text: string): boolean => REASON.test(text);
