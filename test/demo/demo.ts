import { openSite } from "./site.ts";
import { openStage } from "./stage.ts";
import type { Stage } from "./stage.ts";

export interface Demo {
  readonly url: string;
  readonly stage: Stage;
  close(): Promise<void>;
}

/** Stand-in, App and page, all on loopback. */
export const openDemo = async (port: number): Promise<Demo> => {
  const site = await openSite(port);
  const stage = await openStage(site.url).catch(async (error: unknown) => {
    await site.close();
    throw error;
  });
  site.show(stage);
  return {
    url: site.url,
    stage,
    close: async () => {
      await site.close();
      await stage.close();
    },
  };
};
