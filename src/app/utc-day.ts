/** Today as an ISO date, where days begin at midnight UTC: the same day for everybody, wherever the server stands. */
export const utcDay = (): string => new Date().toISOString().slice(0, 10);
