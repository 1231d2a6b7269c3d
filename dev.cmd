@echo off
rem Calls scripts\dev.py on Windows, whatever Python is named there: dev check, dev site, dev workbook make astana 2026
setlocal
where py >nul 2>nul
if not errorlevel 1 (
  py -3 "%~dp0scripts\dev.py" %*
  goto end
)
python -c "" >nul 2>nul
if not errorlevel 1 (
  python "%~dp0scripts\dev.py" %*
  goto end
)
chcp 65001 >nul
echo Python орнатылмаған. Оны https://www.python.org/downloads/ сайтынан орнатып, осы терезені жабыңыз да, қайталаңыз.
echo Python не установлен. Установите его с https://www.python.org/downloads/, закройте это окно и повторите.
echo There is no Python. Install it from https://www.python.org/downloads/, close this window and call this again.
exit /b 2
:end
exit /b %errorlevel%
