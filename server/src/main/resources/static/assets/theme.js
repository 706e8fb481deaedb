// Before the page is drawn: light or dark, as chosen here, else as the system says.
(function () {
  var chosen = null;
  try { chosen = localStorage.getItem('theme'); } catch (denied) { chosen = null; }
  var dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.setAttribute('data-bs-theme', chosen || (dark ? 'dark' : 'light'));
})();
