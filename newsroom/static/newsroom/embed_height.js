/* Tells the page around the frame how high this one is, and nothing else. */
"use strict";
if (parent !== window) {
  new ResizeObserver(() => {
    parent.postMessage({ newsroomHeight: Math.ceil(document.documentElement.offsetHeight) }, "*");
  }).observe(document.documentElement);
}
