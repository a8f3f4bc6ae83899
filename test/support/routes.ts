/** What Express keeps of a router: its routes, and the routers inside it. */
interface Layer {
  name: string;
  slash: boolean;
  route?: { path: string | RegExp; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

/** Every route of the application, such as 'GET /topics/:topicId', however deep in routers it stands. */
export function listRoutes(router: { stack: unknown }): string[] {
  return (router.stack as Layer[]).flatMap((layer) => {
    const { route, handle, name, slash } = layer;
    if (route) return Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`);
    // Express does not keep the path that something was put at, so the routes' own paths must be all there is.
    if (!slash) throw new Error(`${name} is put at a path: make it a route, with the whole path`);
    if (!handle.stack) return [];
    return listRoutes({ stack: handle.stack });
  });
}
