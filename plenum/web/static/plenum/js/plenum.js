// The behaviour of every page. Nothing here is needed to read, to register or to answer: forms and links work without.
import { copyButtons } from "./copy.js";
import { dates } from "./dates.js";
import { dialogs } from "./dialogs.js";
import { fileDrops } from "./drops.js";
import { forms } from "./forms.js";
import { keyboard } from "./keyboard.js";
import { menus } from "./menus.js";
import { network } from "./network.js";
import { notices } from "./notices.js";
import { rows } from "./rows.js";
import { search } from "./search.js";
import { swaps } from "./swaps.js";
import { themes } from "./themes.js";
import { uploads } from "./uploads.js";
import { viewers } from "./viewers.js";

document.documentElement.classList.add("pl-js");
for (const start of [themes, notices, menus, dialogs, uploads, forms, dates, fileDrops, rows, keyboard, search, swaps, network, copyButtons, viewers]) start();
