# The server: web and worker in one process, or one of the two by DATAPLAN_ROLE. It needs no root and writes to /data alone.
FROM node:24-slim AS modules
WORKDIR /app
COPY package.json package-lock.json ./
# The optional packages bring Node to machines without one; here it is there.
RUN npm install --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund && npm cache clean --force

FROM node:24-slim
ENV NODE_ENV=production DATAPLAN_DATA=/data DATAPLAN_CACHE=/data/cache PORT=3000
WORKDIR /app
COPY --from=modules /app/node_modules ./node_modules
COPY package.json app.yml ./
COPY schemas ./schemas
COPY src ./src
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# Signals reach it as process 1: SIGTERM lets what runs finish.
CMD ["node", "src/server.ts"]
