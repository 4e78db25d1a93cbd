// A test file with one outcome of each kind, run by the reporter's own test.
describe("outcomes", () => {
  test("passes", () => {});
  test("fails", () => expect(1).toBe(2));
  test("is left out", ({ skip }) => skip("there is no moon"));
});
