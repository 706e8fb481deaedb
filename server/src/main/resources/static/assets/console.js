// What the console's pages do in the browser; every page also works without it, but for moving figures.
(function () {
  'use strict';
  var root = document.documentElement;

  // The browser's zone, for times; an operator may choose another one in the account.
  var zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) { document.cookie = 'zone=' + encodeURIComponent(zone) + '; path=/; SameSite=Lax; max-age=31536000'; }

  document.addEventListener('click', function (event) {
    var toggle = event.target.closest('[data-theme-toggle]');
    if (toggle) {
      var next = root.getAttribute('data-bs-theme') === 'dark' ? 'light' : 'dark';
      root.setAttribute('data-bs-theme', next);
      try { localStorage.setItem('theme', next); } catch (denied) { /* this page only */ }
      draw(document);
    }
  });

  // htmx sends the token against forgery that forms carry.
  document.addEventListener('htmx:configRequest', function (event) {
    var body = document.body.dataset;
    if (body.csrf && event.detail.verb !== 'get') { event.detail.headers[body.csrfHeader] = body.csrf; }
  });
  // A refused part shows why.
  document.addEventListener('htmx:beforeSwap', function (event) {
    if (event.detail.xhr.status >= 400 && event.detail.xhr.status !== 401) { event.detail.shouldSwap = true; event.detail.isError = false; }
  });
  document.addEventListener('htmx:afterSwap', function (event) { draw(event.target); });

  // The menu is open on wide screens.
  var menu = document.querySelector('.console-menu');
  if (menu) {
    var wide = window.matchMedia('(min-width: 992px)');
    var fit = function () { menu.open = wide.matches; };
    wide.addEventListener('change', fit);
    fit();
  }

  // <canvas data-chart='{"type":"line","labels":[…],"series":[{"label":"…","values":[…]}]}'>
  var charts = [];
  function draw(where) {
    if (!window.Chart) { return; }
    charts = charts.filter(function (chart) {
      var kept = document.body.contains(chart.canvas) && where !== document && !where.contains(chart.canvas);
      if (!kept) { chart.destroy(); }
      return kept;
    });
    var style = getComputedStyle(root);
    var ink = style.getPropertyValue('--tblr-body-color');
    var grid = style.getPropertyValue('--tblr-border-color');
    var colors = ['#0f6e84', '#d6336c', '#f59f00', '#74b816', '#7048e8', '#868e96'];
    where.querySelectorAll('canvas[data-chart]').forEach(function (canvas) {
      var given = JSON.parse(canvas.dataset.chart);
      charts.push(new window.Chart(canvas, {
        type: given.type,
        data: {
          labels: given.labels,
          datasets: given.series.map(function (one, i) {
            return { label: one.label, data: one.values, borderColor: colors[i], backgroundColor: colors[i], tension: 0.3, pointRadius: 2 };
          })
        },
        options: {
          animation: false, maintainAspectRatio: false, color: ink, indexAxis: given.horizontal ? 'y' : 'x',
          scales: {
            x: { stacked: !!given.stacked, ticks: { color: ink }, grid: { color: grid } },
            y: { stacked: !!given.stacked, beginAtZero: true, ticks: { color: ink, precision: 0 }, grid: { color: grid } }
          }
        }
      }));
    });
  }

  // <div data-drop="input-id"> takes a dragged file.
  document.querySelectorAll('[data-drop]').forEach(function (box) {
    var input = document.getElementById(box.dataset.drop);
    ['dragover', 'dragleave', 'drop'].forEach(function (name) {
      box.addEventListener(name, function (event) {
        event.preventDefault();
        box.classList.toggle('dragging', name === 'dragover');
        if (name === 'drop' && event.dataTransfer.files.length) {
          input.files = event.dataTransfer.files;
          input.dispatchEvent(new Event('change', { bubbles: true }));
        }
      });
    });
  });

  draw(document);
})();
