/** What may stand in a Host header of a server that only this machine reaches. */
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/**
 * Creates a check of the hosts that requests name (RFC 9110 §7.2): undefined when a request may go on, else the
 * status to refuse it with.
 *
 * The adapter of node puts the Host header into the address of a request without looking, so that some make an
 * address that `new URL` throws on: 400. A page of another site whose name leads to this machine (DNS rebinding)
 * names that site as the host: 421. A server that is open to the network also answers to addresses and to names
 * without a dot, such as those of containers: nobody can own such a name on the internet.
 *
 * @param origins other origins by which clients know the server, such as `https://api.schoology.com`
 */
export function createHostCheck(listening: {
  readonly host: string;
  readonly origins: readonly string[];
}): (address: string) => 400 | 421 | undefined {
  const isOpen = !loopback.test(bracketed(listening.host));
  const names = new Set(
    [`http://${bracketed(listening.host)}`, ...listening.origins].flatMap((origin) =>
      URL.canParse(origin) ? [new URL(origin).hostname] : [],
    ),
  );
  let known = " ";
  return (address) => {
    if (address.startsWith(known)) return undefined;
    const pathAt = address.indexOf("/", address.indexOf("://") + 3);
    const root = address.slice(0, pathAt + 1);
    if (!/^https?:\/\/[\w.:[\]-]{1,300}\/$/.test(root) || !URL.canParse(root)) return 400;
    const { hostname } = new URL(root);
    const isKnown = loopback.test(hostname) || names.has(hostname);
    if (!isKnown && !(isOpen && isOfNetwork(hostname))) return 421;
    known = root;
    return undefined;
  };
}

/** An address, or a name without a dot. As a URL has it: IPv4 addresses in four parts, IPv6 ones in brackets. */
function isOfNetwork(hostname: string): boolean {
  return !hostname.includes(".") || /^\d{1,3}(\.\d{1,3}){3}$/.test(hostname);
}

function bracketed(host: string): string {
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}
