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

  // <form data-upload> sends its file as it is, whatever its size, and shows how far it is. Its other fields go into
  // the address; the answer says where to look.
  document.querySelectorAll('form[data-upload]').forEach(function (form) {
    var input = form.querySelector('input[type=file]');
    var bar = form.querySelector('progress');
    var line = bar.parentElement;
    var problem = form.querySelector('[data-upload-problem]');
    var button = form.querySelector('button');
    function stopped(text) {
      line.hidden = true;
      button.disabled = false;
      problem.textContent = text;
      problem.hidden = false;
    }
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      var file = input.files[0];
      var query = new URLSearchParams(new FormData(form));
      query.delete('_csrf');
      query.set('name', file.name);
      var send = new XMLHttpRequest();
      send.open('POST', form.action + '?' + query);
      send.setRequestHeader(document.body.dataset.csrfHeader, document.body.dataset.csrf);
      send.setRequestHeader('HX-Request', 'true');
      send.setRequestHeader('Content-Type', 'application/octet-stream');
      send.upload.addEventListener('progress', function (sent) {
        if (sent.lengthComputable) {
          bar.value = sent.loaded / sent.total;
          line.querySelector('span').textContent = Math.floor(bar.value * 100) + ' %';
        }
      });
      send.addEventListener('load', function () {
        var to = send.getResponseHeader('Location') || send.getResponseHeader('HX-Redirect');
        if (to) { window.location.assign(to); return; }
        stopped(new DOMParser().parseFromString(send.responseText, 'text/html').body.textContent.trim() || form.dataset.broken);
      });
      send.addEventListener('error', function () { stopped(form.dataset.broken); });
      problem.hidden = true;
      line.hidden = false;
      button.disabled = true;
      send.send(file);
    });
    input.addEventListener('change', function () {
      var name = form.querySelector('[data-upload-name]');
      name.textContent = input.files.length ? input.files[0].name : '';
    });
  });

  // <form data-live="frame-id"> shows in that frame what is typed, a moment after. A fresh frame each time: else every
  // look would be a step back in the browser's history.
  document.querySelectorAll('form[data-live]').forEach(function (form) {
    var button = form.querySelector('[data-live-show]');
    var wait;
    if (!button) { return; }
    button.addEventListener('click', function () {
      var frame = document.getElementById(form.dataset.live);
      var fresh = frame.cloneNode(false);
      fresh.removeAttribute('src');
      frame.replaceWith(fresh);
    });
    form.addEventListener('input', function (event) {
      if (event.target.name === 'width') { return; }
      clearTimeout(wait);
      wait = setTimeout(function () { button.click(); }, 700);
    });
  });

  // <button data-copy="input-id" hidden> copies what stands there.
  document.querySelectorAll('[data-copy]').forEach(function (button) {
    button.hidden = !navigator.clipboard;
    button.addEventListener('click', function () {
      navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    });
  });

  draw(document);
})();
