import { notFound } from "../reply.ts";
import type { Handler } from "../reply.ts";
import type { Delivery } from "../deliveries.ts";

const shape = (delivery: Delivery): unknown => ({
  id: delivery.id,
  guid: delivery.guid,
  delivered_at: delivery.deliveredAt,
  redelivery: delivery.redelivery,
  duration: delivery.seconds,
  status: delivery.status,
  status_code: delivery.statusCode,
  event: delivery.event,
  action: delivery.action,
  installation_id: delivery.installationId,
  repository_id: delivery.repositoryId,
  throttled_at: null,
});

export const deliveryRoutes: Readonly<Record<string, Handler>> = {
  "apps/list-webhook-deliveries": (call) => {
    const wanted = call.query.get("status");
    const all = call.world.deliveries.log
      .filter((it) => wanted === null || it.statusCode >= 400 === (wanted === "failure"))
      .toReversed();
    // Not by number: while one pages through, new ones come in at the top.
    const from = Number(/^v1_(\d+)$/.exec(call.query.get("cursor") ?? "")?.[1] ?? Infinity);
    const size = Math.min(Math.max(Number(call.query.get("per_page") ?? "30") || 30, 1), 100);
    const rest = all.filter(({ id }) => id <= from);
    const next = rest[size];
    const query = new URLSearchParams(call.query);
    if (next !== undefined) query.set("cursor", `v1_${next.id}`);
    const link = `<${call.world.url}/app/hook/deliveries?${query.toString()}>; rel="next"`;
    return { status: 200, body: rest.slice(0, size).map(shape), headers: next === undefined ? {} : { link } };
  },

  "apps/redeliver-webhook-delivery": (call) => {
    const found = call.world.deliveries.log.find(({ id }) => String(id) === call.params["delivery_id"]);
    if (found === undefined) throw notFound();
    call.world.deliveries.again(found);
    return { status: 202, body: {} };
  },
};
