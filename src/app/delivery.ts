/** One webhook as it came in, its signature already checked. */
export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly payload: object;
}
