import { notFound, paginate } from "../reply.ts";
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
    const { items, headers } = paginate(call, all);
    return { status: 200, body: items.map(shape), headers };
  },

  "apps/redeliver-webhook-delivery": (call) => {
    const found = call.world.deliveries.log.find(({ id }) => String(id) === call.params["delivery_id"]);
    if (found === undefined) throw notFound();
    call.world.deliveries.again(found);
    return { status: 202, body: {} };
  },
};
