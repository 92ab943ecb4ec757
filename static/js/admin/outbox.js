// The first page after a crash: what this device still holds goes to the newsroom, and then stands among what waits.
import { flush } from "desk/writing/flush";

const { outbox } = document.querySelector("[data-outbox]").dataset;
const { handed } = await flush(JSON.parse(outbox));
if (handed) location.reload();
