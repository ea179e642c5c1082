/**
 * Creates a check of the hosts that requests name: whether an address with that host is one (RFC 9110 §7.2).
 *
 * The adapter of node puts the Host header into the address of a request without looking, so that a host such as
 * `xn--a` or `1.2.3.4.5` makes an address that `new URL` throws on. Clients name one host again and again: the
 * last good one is remembered.
 */
export function createHostCheck(): (address: string) => boolean {
  let known = " ";
  return (address) => {
    if (address.startsWith(known)) return true;
    const pathAt = address.indexOf("/", address.indexOf("://") + 3);
    const root = address.slice(0, pathAt + 1);
    if (!/^https?:\/\/[\w.:[\]-]+\/$/.test(root) || !URL.canParse(root)) return false;
    known = root;
    return true;
  };
}
