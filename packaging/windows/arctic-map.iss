; The Windows installer, for Inno Setup 6. Not run yet: no Windows machine has built it so far.
; First the frozen app: python packaging\build_packages.py --frozen-only
; Then:                 iscc /DVersion=0.3.0 packaging\windows\arctic-map.iss

#ifndef Version
  #error Say which version: /DVersion=...
#endif

[Setup]
AppId={{7C1D6B5E-3B0F-4C55-9E0B-6B5C1D4A2F90}
AppName=Arctic Map
AppVersion={#Version}
AppPublisher=Arctic Map contributors
DefaultDirName={autopf}\Arctic Map
DefaultGroupName=Arctic Map
DisableProgramGroupPage=yes
; For one user without asking for an administrator; the user may choose all users.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\package\icons\arctic-map.ico
UninstallDisplayIcon={app}\arctic-map-window.exe
OutputDir=..\..\dist
OutputBaseFilename=arctic-map-{#Version}-windows-x86_64-setup
Compression=lzma2/max
SolidCompression=yes
ChangesAssociations=yes
WizardStyle=modern

[Languages]
; The installer follows the system. Inno Setup has no official translation into Chinese.
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "ru"; MessagesFile: "compiler:Languages\Russian.isl"

[Files]
Source: "..\..\build\package\frozen\arctic-map\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{group}\Arctic Map"; Filename: "{app}\arctic-map-window.exe"
Name: "{autodesktop}\Arctic Map"; Filename: "{app}\arctic-map-window.exe"; Tasks: desktopicon

[Tasks]
Name: desktopicon; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Registry]
; Arctic Map offers itself for files of features and leaves the choice to the user.
Root: HKA; Subkey: "Software\Classes\.geojson\OpenWithProgids"; ValueType: string; ValueName: "ArcticMap.geojson"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.topojson\OpenWithProgids"; ValueType: string; ValueName: "ArcticMap.geojson"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.gpkg\OpenWithProgids"; ValueType: string; ValueName: "ArcticMap.geojson"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.shp\OpenWithProgids"; ValueType: string; ValueName: "ArcticMap.geojson"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.parquet\OpenWithProgids"; ValueType: string; ValueName: "ArcticMap.geojson"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.tif\OpenWithProgids"; ValueType: string; ValueName: "ArcticMap.geojson"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.fgb\OpenWithProgids"; ValueType: string; ValueName: "ArcticMap.geojson"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.kml\OpenWithProgids"; ValueType: string; ValueName: "ArcticMap.geojson"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.kmz\OpenWithProgids"; ValueType: string; ValueName: "ArcticMap.geojson"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.gpx\OpenWithProgids"; ValueType: string; ValueName: "ArcticMap.geojson"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.csv\OpenWithProgids"; ValueType: string; ValueName: "ArcticMap.geojson"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.xlsx\OpenWithProgids"; ValueType: string; ValueName: "ArcticMap.geojson"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.xls\OpenWithProgids"; ValueType: string; ValueName: "ArcticMap.geojson"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.ods\OpenWithProgids"; ValueType: string; ValueName: "ArcticMap.geojson"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\ArcticMap.geojson"; ValueType: string; ValueData: "Map features"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\ArcticMap.geojson\DefaultIcon"; ValueType: string; ValueData: "{app}\arctic-map-window.exe,0"
Root: HKA; Subkey: "Software\Classes\ArcticMap.geojson\shell\open\command"; ValueType: string; ValueData: """{app}\arctic-map-window.exe"" open --desktop ""%1"""
Root: HKA; Subkey: "Software\Classes\.arctic"; ValueType: string; ValueData: "ArcticMap.atlas"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\ArcticMap.atlas"; ValueType: string; ValueData: "Arctic Map atlas"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\ArcticMap.atlas\DefaultIcon"; ValueType: string; ValueData: "{app}\arctic-map-window.exe,0"
Root: HKA; Subkey: "Software\Classes\ArcticMap.atlas\shell\open\command"; ValueType: string; ValueData: """{app}\arctic-map-window.exe"" open --desktop ""%1"""
Root: HKA; Subkey: "Software\Classes\arctic-map"; ValueType: string; ValueData: "URL:Arctic Map link"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\arctic-map"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\arctic-map\shell\open\command"; ValueType: string; ValueData: """{app}\arctic-map-window.exe"" open --desktop ""%1"""

[Run]
Filename: "{app}\arctic-map-window.exe"; Description: "{cm:LaunchProgram,Arctic Map}"; Flags: nowait postinstall skipifsilent
