import { createAdaptorServer, type ServerType } from "@hono/node-server";
import type { MockLms } from "./app.ts";

/** A mock LMS that listens. Dispose of it, or close it, when done. */
export interface ServedMockLms extends AsyncDisposable {
  /** Such as `http://127.0.0.1:4020/v1`. */
  readonly baseUrl: string;
  readonly port: number;
  /** Stops listening and ends every connection, kept-alive ones too. May be called twice. */
  close(): Promise<void>;
}

/** The mock LMS could not listen. */
export class ServeError extends Error {
  override readonly name = "ServeError";
  readonly code = "could-not-listen";
  readonly retryable = false;
}

/**
 * Serves a mock LMS over HTTP; port 0 takes a free one. Only this machine can reach it unless another
 * host is given.
 *
 * @throws ServeError when the port is taken or the host is not ours
 */
export async function serveMockLms(
  mock: MockLms,
  options: { readonly host?: string; readonly port: number },
): Promise<ServedMockLms> {
  const host = options.host ?? "127.0.0.1";
  const server = createAdaptorServer({ fetch: mock.app.fetch });
  const port = await listen(server, host, options.port);
  const close = (): Promise<void> => closeServer(server);
  const name = host.includes(":") ? `[${host}]` : host;
  return { baseUrl: `http://${name}:${port}/v1`, port, close, [Symbol.asyncDispose]: close };
}

function listen(server: ServerType, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      reject(
        new ServeError(
          `Failed to serve the mock LMS on ${host}:${port}: ${cause.message}. Choose another port or host.`,
          { cause },
        ),
      );
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(address !== null && typeof address === "object" ? address.port : port);
    });
  });
}

function closeServer(server: ServerType): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}
