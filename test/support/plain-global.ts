import vm from 'node:vm';

/**
 * A global object with all that Jest's has. Jest's own is a proxy that Node asks at each name that code does not
 * define itself, even `Object`: a quarter of the time that a test file took went there.
 */
export function plainGlobal<Given extends object>(given: Given): vm.Context & Given {
  const plain = vm.createContext(vm.constants.DONT_CONTEXTIFY) as vm.Context & Given;
  for (const name of Reflect.ownKeys(given)) {
    if (!Object.hasOwn(plain, name)) Object.defineProperty(plain, name, lazily(given, name));
  }
  // What Node makes has to be an instance of these, and a failure be traced far enough, as Jest sees to as well.
  plain.Error.stackTraceLimit = 100;
  return Object.assign(plain, { global: plain, ArrayBuffer, Uint8Array });
}

/** Many are only made when they are first read, which most tests never do. */
function lazily(given: object, name: string | symbol): PropertyDescriptor {
  const descriptor = Object.getOwnPropertyDescriptor(given, name) as PropertyDescriptor;
  if ('value' in descriptor) return descriptor;
  const rest = { configurable: true, enumerable: descriptor.enumerable };
  const keep = (where: object, value: unknown) =>
    Object.defineProperty(where, name, { ...rest, writable: true, value });
  return {
    ...rest,
    get() {
      const value = Reflect.get(given, name);
      keep(this, value);
      return value;
    },
    set(value) {
      keep(this, value);
    },
  };
}
