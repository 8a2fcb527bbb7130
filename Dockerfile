# The demo's backend and frontend in one image; docs/operations.md says how to run it. scripts/container.mjs takes these
# steps without Docker.
FROM node:22-bookworm-slim AS build

# For better-sqlite3, where there is no binary of it for the system.
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 g++ make \
  && rm -rf /var/lib/apt/lists/*
RUN corepack enable

WORKDIR /build
COPY . .
# Nothing that builds needs packages that are compiled.
RUN yarn install --immutable --mode=skip-build
RUN yarn build:backend

# What runs: the packages that production needs, and what was built.
WORKDIR /build/app
RUN cp ../package.json ../yarn.lock ../.yarnrc.yml ../backstage.json . \
  && tar xzf ../packages/backend/dist/skeleton.tar.gz
RUN yarn workspaces focus --all --production
# Both archives hold the mode of the folder they were made in, which nobody else could enter.
RUN tar xzf ../packages/backend/dist/bundle.tar.gz \
  && rm yarn.lock .yarnrc.yml \
  && chmod 755 .

FROM node:22-bookworm-slim

# The scaffolder's templates are evaluated in an isolate, which a snapshot of Node's start does not allow.
ENV NODE_ENV=production NODE_OPTIONS=--no-node-snapshot PORT=7007

WORKDIR /app
# All files are root's: whoever runs the portal can't change them. It writes to /tmp alone.
COPY --from=build /build/app ./
COPY app-config.yaml app-config.production.yaml ./
COPY examples ./examples

USER node
EXPOSE 7007
HEALTHCHECK --start-period=60s --interval=10s --timeout=5s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/.backstage/health/v1/readiness`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself gets the signals. Further configuration comes as further --config.
CMD ["node", "packages/backend", "--config", "app-config.yaml", "--config", "app-config.production.yaml"]
