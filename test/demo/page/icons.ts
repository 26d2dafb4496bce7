import { trusted } from "../../../src/page/html.ts";
import type { Html } from "../../../src/page/html.ts";

const icon = (name: string, paths: string): Html =>
  trusted(
    `<svg class="icon icon-${name}" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`,
  );

export const icons = {
  pass: icon("pass", '<circle cx="8" cy="8" r="6.5"/><path d="m5.2 8.2 2 2 3.6-4.2"/>'),
  fail: icon("fail", '<circle cx="8" cy="8" r="6.5"/><path d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4"/>'),
  wait: icon("wait", '<circle cx="8" cy="8" r="6.5" stroke-dasharray="3 2.6"/>'),
  branch: icon(
    "branch",
    '<circle cx="4" cy="3.2" r="1.6"/><circle cx="4" cy="12.8" r="1.6"/><circle cx="12" cy="12.8" r="1.6"/><path d="M4 4.8v6.4M12 11.2V7.5A2.5 2.5 0 0 0 9.500 5H8l2-2M8 5l2 2"/>',
  ),
  commit: icon("commit", '<circle cx="8" cy="8" r="2.6"/><path d="M1.500 8h3.9m5.2 0h3.900"/>'),
  file: icon("file", '<path d="M3.500 1.800h5.500l3.500 3.500v9h-9z"/><path d="M9 1.800v3.500h3.500"/>'),
  play: icon("play", '<path d="M5 3.200v9.600l7.500-4.800z" fill="currentColor"/>'),
} as const;
