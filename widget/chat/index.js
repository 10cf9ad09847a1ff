/** Makes `<dateline-chat>` known to the page, once. */

import { DatelineChat } from "./element.js";

if (!customElements.get("dateline-chat")) customElements.define("dateline-chat", DatelineChat);

export { DatelineChat };
