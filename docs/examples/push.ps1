# Sends an ISO 2709 file to Liantu with Windows PowerShell 5 or later. The key comes from LIANTU_KEY.
#   $env:LIANTU_KEY = '…'; .\push.ps1 http://127.0.0.1:4000 CN-320508-C-SL01 catalogue.iso
param([string]$Server, [string]$Library, [string]$File)
$ErrorActionPreference = 'Stop'
$headers = @{ Authorization = "Bearer $env:LIANTU_KEY" }

function Invoke-GraphQL([string]$Query, [hashtable]$Variables) {
  $json = @{ query = $Query; variables = $Variables } | ConvertTo-Json -Depth 8
  $body = [Text.Encoding]::UTF8.GetBytes($json)
  $answer = Invoke-RestMethod "$Server/graphql" -Method Post -Headers $headers -ContentType 'application/json' -Body $body
  if ($answer.errors) { throw ($answer.errors.message -join '; ') }
  $answer.data
}

# Records end with byte 1D; they are cut as bytes and never decoded here, so any charset goes through unharmed.
$bytes = [IO.File]::ReadAllBytes((Resolve-Path $File))
$lines = New-Object Collections.Generic.List[string]
$start = 0
while ($start -lt $bytes.Length) {
  $end = [Array]::IndexOf($bytes, [byte]0x1D, $start)
  if ($end -lt 0) { $end = $bytes.Length - 1 }
  $length = $end - $start + 1
  if ($length -gt 24) { $lines.Add('{"format":"iso2709","raw":"' + [Convert]::ToBase64String($bytes, $start, $length) + '"}') }
  $start = $end + 1
}

$key = (Get-FileHash $File -Algorithm SHA256).Hash
$begin = 'mutation ($input: BeginPushInput!) { beginPush(input: $input) { push { id state nextSeq } problems { message } } }'
$begun = (Invoke-GraphQL $begin @{ input = @{ library = $Library; mode = 'DELTA'; idempotencyKey = $key } }).beginPush
if (-not $begun.push) { throw ($begun.problems.message -join '; ') }
# The same key for the same file: run again after a failure, it goes on with the same push where that stopped.
$id = $begun.push.id
$open = $begun.push.state -eq 'OPEN'

for ($seq = $begun.push.nextSeq; $open -and $seq * 500 -lt $lines.Count; $seq++) {
  $part = $lines.GetRange($seq * 500, [Math]::Min(500, $lines.Count - $seq * 500))
  $body = [Text.Encoding]::UTF8.GetBytes(($part -join "`n") + "`n")
  Invoke-RestMethod "$Server/push/$id/$seq" -Method Put -Headers $headers -ContentType 'application/x-ndjson' -Body $body | Out-Null
}

if ($open) {
  Invoke-GraphQL 'mutation ($id: ID!) { commitPush(id: $id) { problems { message } } }' @{ id = $id } | Out-Null
}
do {
  Start-Sleep -Milliseconds 200
  $query = 'query ($id: ID!) { push(id: $id) { state received added changed unchanged quarantined heldReason } }'
  $state = (Invoke-GraphQL $query @{ id = $id }).push
} while ($state.state -in 'OPEN', 'APPLYING')
$state | ConvertTo-Json -Compress
if ($state.state -ne 'DONE') { exit 1 }
