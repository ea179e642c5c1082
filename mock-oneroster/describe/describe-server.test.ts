import { describe, expect, it } from "vitest";
import { operationsOf } from "../../contracts/oneroster/operations.ts";
import { readJson, startTestMock } from "../testing/ask.ts";
import { discoveryFiles } from "./discovery.ts";

const services = ["rostering", "gradebook", "resources"] as const;

describe("the discovery documents of 1.2", () => {
  it.each(services)(
    "describe %s under both names, without a token, as this server has it",
    async (service) => {
      const { mock } = await startTestMock();
      const bodies = [];
      for (const file of discoveryFiles[service]) {
        const path = `/ims/oneroster/${service}/v1p2/discovery/${file}`;
        const response = await mock.app.request(`http://sis.example:8080${path}`);
        expect(response.status).toBe(200);
        bodies.push(await readJson(response));
      }

      const [first, second] = bodies;
      expect(bodies).toHaveLength(2);
      expect(second).toEqual(first);
      expect(first).toMatchObject({
        openapi: "3.0.1",
        servers: [{ url: `http://sis.example:8080/ims/oneroster/${service}/v1p2` }],
      });
      expect(JSON.stringify(first)).toContain('"tokenUrl":"http://sis.example:8080/token"');
      const described = Object.values(Object(first?.["paths"])).flatMap((methods) =>
        Object.values(Object(methods)).map((operation) => String(Object(operation).operationId)),
      );
      const expected = operationsOf("1.2").filter((operation) => operation.service === service);
      expect(described.toSorted()).toEqual(
        expected.map(({ operationId }) => operationId).toSorted(),
      );
    },
  );
});

describe("the API reference", () => {
  it("names every operation of both versions", async () => {
    const { mock } = await startTestMock();

    const page = await (await mock.app.request("/api-reference")).text();

    for (const version of ["1.1", "1.2"] as const) {
      for (const { operationId } of operationsOf(version)) expect(page).toContain(operationId);
    }
  });
});
