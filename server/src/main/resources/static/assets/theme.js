// Before the page is drawn: light or dark, as chosen here, else as the system says, now and whenever that changes.
(function () {
  var dark = window.matchMedia('(prefers-color-scheme: dark)');
  function show() {
    var chosen = null;
    try { chosen = localStorage.getItem('theme'); } catch (denied) { chosen = null; }
    document.documentElement.setAttribute('data-bs-theme', chosen || (dark.matches ? 'dark' : 'light'));
  }
  dark.addEventListener('change', show);
  show();
})();
