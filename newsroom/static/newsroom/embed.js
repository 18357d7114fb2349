/* Makes each frame from where this script comes from as high as what it shows. It reads nothing of the page. */
(() => {
  "use strict";
  const { origin } = new URL(document.currentScript.src);
  addEventListener("message", (event) => {
    const height = Number(event.data && event.data.newsroomHeight);
    if (event.origin !== origin || !(height > 0 && height < 1e5)) return;
    for (const frame of document.getElementsByTagName("iframe")) {
      if (frame.contentWindow === event.source) frame.height = height;
    }
  });
})();
